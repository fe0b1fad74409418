// Loaded into the server under test before anything else (node --import): real bad weather for its database.
// A file named `weather` in the data folder says which, and is looked at before every transaction.
//   full       SQLite may take no more pages: what a full disk does, without filling one
//   readonly   SQLite refuses every write: what a disk mounted read-only does, also for root
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

const exec = Database.prototype.exec;
Database.prototype.exec = function (sql) {
	if (sql === 'BEGIN IMMEDIATE') bring(this, weather());
	return exec.call(this, sql);
};

function weather() {
	try {
		return readFileSync(path.join(process.env.DATA_DIR, 'weather'), 'utf8');
	} catch {
		return 'fair';
	}
}

function bring(connection, today) {
	const pages = today === 'full' ? connection.pragma('page_count', { simple: true }) : 1_000_000_000;
	connection.pragma(`max_page_count = ${pages}`);
	connection.pragma(`query_only = ${today === 'readonly' ? 'ON' : 'OFF'}`);
}
