import { ActionIcon } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Plays a sound, and stops it again. The sound is fetched when it is first asked for. */
export function PlayButton({ url, label }: { url: string | null; label: string }) {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement | null>(null);
  const [playing, setPlaying] = useState(false);
  useEffect(() => () => audio.current?.pause(), []);
  const toggle = (): void => {
    if (!url) return;
    audio.current ??= Object.assign(new Audio(url), { onended: () => setPlaying(false), onpause: () => setPlaying(false), onplay: () => setPlaying(true) });
    if (playing) audio.current.pause();
    else void audio.current.play().catch(() => setPlaying(false));
  };
  return (
    <ActionIcon size={38} radius="xl" variant="light" color="pine" disabled={!url} aria-label={playing ? `${t('recordings.playing')}: ${label}` : label} aria-pressed={playing} onClick={toggle}>
      {playing ? <IconPlayerPause size={19} /> : <IconPlayerPlay size={19} />}
    </ActionIcon>
  );
}
