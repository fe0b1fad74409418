import { startAuthentication, startRegistration } from '@simplewebauthn/browser';

// The one script of pages that speak to a passkey: it asks the device and puts the answer into the form.
for (const form of document.querySelectorAll('form[data-passkey]')) {
	if (!(form instanceof HTMLFormElement) || !globalThis.PublicKeyCredential) continue;
	const part = (name) => form.querySelector(`[data-passkey-${name}]`);
	const answer = form.elements.namedItem('response');
	part('without').hidden = true;
	part('with').hidden = false;
	form.addEventListener('submit', async (event) => {
		if (answer.value) return;
		event.preventDefault();
		part('failed').hidden = true;
		const optionsJSON = JSON.parse(form.dataset.options);
		try {
			const start = form.dataset.passkey === 'registration' ? startRegistration : startAuthentication;
			answer.value = JSON.stringify(await start({ optionsJSON }));
			form.submit();
		} catch {
			part('failed').hidden = false;
		}
	});
}
