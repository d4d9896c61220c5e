/**
 * Tells whoever listens to the page what was just done, where nothing on it says so: the words go to the one place of the shell that
 * screen readers follow. The same words twice are told twice.
 */
export function announce(words: string): void {
  const place = document.getElementById('announcements');
  if (!place) return;
  place.textContent = '';
  // An empty place first: what does not change is not told.
  setTimeout(() => (place.textContent = words), PAUSE_MILLISECONDS);
}

const PAUSE_MILLISECONDS = 60;
