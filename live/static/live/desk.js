// The desk: a live page, and what only a moderator needs.
import "./live.js";
import "./keys.js";
import "./undo.js";
