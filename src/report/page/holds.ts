/** Why a rollout holds that is not on course, in words; other reasons are the normal wait of a stage. */
export const gapWords: Readonly<Record<string, string>> = {
  unproven: 'a rule is crossed, and it is not proven that this version is to blame',
  inconclusive: 'the metrics allow no judgement',
};
