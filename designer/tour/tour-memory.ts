const NAME = 'trunkline.tour';

/** Kept by this browser only. Where it keeps nothing, such as in a private window, the tour is not forced on anybody. */
export function wasTourSeen(): boolean {
  try {
    return localStorage.getItem(NAME) !== null;
  } catch {
    return true;
  }
}

export function markTourSeen(): void {
  try {
    localStorage.setItem(NAME, 'seen');
  } catch {
    // Then it is shown again at the next visit.
  }
}
