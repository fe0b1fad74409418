import { m } from '#lib/paraglide/messages.js';
import type { CohortKind, CohortRole } from './roles.ts';

/** What a role in a cohort is called. */
export const roleWord = (role: CohortRole): string =>
	({
		member: m.cohort_role_member,
		trainer: m.cohort_role_trainer,
		host: m.cohort_role_host,
		guest: m.cohort_role_guest,
		mentor: m.cohort_role_mentor
	})[role]();

/** What a kind of cohort is called. */
export const kindWord = (kind: CohortKind): string =>
	({
		course: m.cohort_kind_course,
		stay: m.cohort_kind_stay,
		workshop: m.cohort_kind_workshop,
		pair: m.cohort_kind_pair
	})[kind]();
