/** Seconds between two looks of the grid that evidence is computed on. */
export const interval = 30;
