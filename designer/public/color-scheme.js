/* Runs before the first paint, so that a dark page is never white for a moment. A file of its own: the policy allows no inline scripts. */
(function () {
  var wanted = 'auto';
  try {
    wanted = window.localStorage.getItem('mantine-color-scheme-value') || 'auto';
  } catch (error) {
    /* Storage is off: follow the system. */
  }
  var dark = wanted === 'dark' || (wanted !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
