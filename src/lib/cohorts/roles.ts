export const COHORT_KINDS = ['course', 'stay', 'workshop', 'pair'] as const;
export type CohortKind = (typeof COHORT_KINDS)[number];

/** What somebody is in a cohort. What she may do in the whole house is her account's matter. */
export const COHORT_ROLES = ['member', 'trainer', 'host', 'guest', 'mentor'] as const;
export type CohortRole = (typeof COHORT_ROLES)[number];
