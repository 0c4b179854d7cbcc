// Starts the page: each module takes hold of its part.
import { startActing } from "./acting.js";
import { startComposer } from "./composer.js";
import { startFields } from "./fields.js";
import { listen } from "./live.js";
import { startMessages } from "./messages.js";
import { startSide } from "./side.js";

startFields();
startMessages();
startSide();
startComposer();
startActing();
listen();
