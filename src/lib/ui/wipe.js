// By hand, what browsers without Clear-Site-Data leave: only on the page that follows the button, never because
// another site led here.
const came = document.referrer && new URL(document.referrer);
if (came && came.origin === location.origin && came.pathname.endsWith('/wipe')) clear();

async function clear() {
	const results = await Promise.allSettled([
		forget(() => localStorage.clear()),
		forget(() => sessionStorage.clear()),
		forget(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name)))),
		forget(async () => {
			const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
			await Promise.all(workers.map((worker) => worker.unregister()));
		}),
		forget(async () => Promise.all(((await indexedDB.databases?.()) ?? []).map(({ name }) => drop(name))))
	]);
	const isDone = results.every(({ status }) => status === 'fulfilled');
	const told = document.getElementById(isDone ? 'wiped' : 'left');
	if (told) told.hidden = false;
}

/** A store this browser does not have, or keeps locked away, holds nothing of ours. */
async function forget(work) {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof ReferenceError || error?.name === 'SecurityError')) throw error;
	}
}

function drop(name) {
	return new Promise((done, failed) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = done;
		request.onerror = request.onblocked = () => failed(request.error);
	});
}
