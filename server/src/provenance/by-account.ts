/**
 * Outcomes that are looked for by the person's accounts. Where many have come in at once the statistics lag behind, and looking through all outcomes of
 * the kind for each person would take minutes.
 */
export const OUTCOMES_BY_ACCOUNT = 'FORCE INDEX (outcomes_standing)'
