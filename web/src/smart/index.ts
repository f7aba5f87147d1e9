export { beginLaunch, finishLaunch } from './launch.js';
export { readRecord } from './read-record.js';
export { SmartError } from './smart-error.js';
