/** Every room's tables, for the generator of migrations alone. */
import { accounts } from '../src/lib/accounts/server/tables.ts';
import { cohorts } from '../src/lib/cohorts/server/tables.ts';
import { courses } from '../src/lib/courses/server/tables.ts';
import { forum } from '../src/lib/forum/server/tables.ts';
import { learning } from '../src/lib/learning/server/tables.ts';
import { operations } from '../src/lib/operations/server/tables.ts';

export const { account, session, identityCheck, notice, invitation, invitationUse, setup, bucket } =
	accounts.sqlite;
export const { totp, passkey, recoveryCode, challenge, pendingSignIn, device, wrongCodes } = accounts.sqlite;
export const { securityEvent, suspension, reset, resetVouch } = accounts.sqlite;
export const { course, lesson, lessonVersion, publication, facilitatorGuide } = courses.sqlite;
export const { enrolment, attempt, completion, place } = learning.sqlite;
export const { cohort, membership, cohortCourse, meeting } = cohorts.sqlite;
export const { thread, post, hiding, readingMark } = forum.sqlite;
export const { setting, dailyRun } = operations.sqlite;
