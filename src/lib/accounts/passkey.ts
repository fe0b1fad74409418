import {
	startAuthentication,
	startRegistration,
	type PublicKeyCredentialCreationOptionsJSON,
	type PublicKeyCredentialRequestOptionsJSON
} from '@simplewebauthn/browser';

// The one script of pages that speak to a passkey: it asks the device and puts the answer into the form.
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]'))
	if ('PublicKeyCredential' in globalThis) prepare(form);

function prepare(form: HTMLFormElement): void {
	const part = (name: string) => form.querySelector<HTMLElement>(`[data-passkey-${name}]`);
	const show = (name: string, shown: boolean) => {
		const found = part(name);
		if (found) found.hidden = !shown;
	};
	show('without', false);
	show('with', true);
	form.addEventListener('submit', (event) => {
		const answer = form.elements.namedItem('response');
		if (!(answer instanceof HTMLInputElement) || answer.value) return;
		event.preventDefault();
		show('failed', false);
		ask(form).then(
			(given) => {
				answer.value = given;
				form.submit();
			},
			() => show('failed', true)
		);
	});
}

/** What the device answers, as JSON. Rejects when it cannot, or when the person says no. */
async function ask({ dataset }: HTMLFormElement): Promise<string> {
	const options: unknown = JSON.parse(dataset.options ?? '');
	const answer =
		dataset.passkey === 'registration'
			? await startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
			: await startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
	return JSON.stringify(answer);
}
