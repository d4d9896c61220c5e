import type { RecordingUse, RecordingVariant } from '../api/library.js';

/** A recording with all there is to say of it; one that flows name and nobody has uploaded has no variants. */
export interface ShelvedRecording {
  recording: string;
  variants: RecordingVariant[];
  uses: RecordingUse[];
  /** Languages of flows that play it for which there is no sound. */
  missing: string[];
}

export function createShelf(variants: readonly RecordingVariant[], uses: readonly RecordingUse[]): ShelvedRecording[] {
  const names = [...new Set([...variants, ...uses].map(({ recording }) => recording))].sort();
  return names.map((recording) => {
    const own = variants.filter((variant) => variant.recording === recording);
    const played = uses.filter((use) => use.recording === recording);
    const wanted = [...new Set(played.flatMap(({ languages }) => languages))];
    return { recording, variants: own, uses: played, missing: wanted.filter((language) => !own.some((variant) => isKin(variant.language, language))) };
  });
}

/** As the line chooses: another kind of the same language serves. */
function isKin(one: string, other: string): boolean {
  return one.split('-')[0] === other.split('-')[0];
}
