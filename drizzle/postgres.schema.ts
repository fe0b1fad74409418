/** Every room's tables, for the generator of migrations alone. */
import { accounts } from '../src/lib/accounts/server/tables.ts';
import { cohorts } from '../src/lib/cohorts/server/tables.ts';
import { courses } from '../src/lib/courses/server/tables.ts';
import { forum } from '../src/lib/forum/server/tables.ts';
import { learning } from '../src/lib/learning/server/tables.ts';
import { operations } from '../src/lib/operations/server/tables.ts';

export const { account, session, identityCheck, notice, invitation, invitationUse, setup, bucket } =
	accounts.postgres;
export const { totp, passkey, recoveryCode, challenge, pendingSignIn, device, wrongCodes } =
	accounts.postgres;
export const { securityEvent, suspension, reset, resetVouch } = accounts.postgres;
export const { course, lesson, lessonVersion, publication, facilitatorGuide } = courses.postgres;
export const { enrolment, attempt, completion, place } = learning.postgres;
export const { cohort, membership, cohortCourse, meeting } = cohorts.postgres;
export const { thread, post, hiding, readingMark } = forum.postgres;
export const { setting, dailyRun } = operations.postgres;
