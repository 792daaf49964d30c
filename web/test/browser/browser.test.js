// The page in a real browser, on the assistant as `make run` starts it.
import { after, describe } from "node:test";
import accessibility from "./accessibility.js";
import answering from "./answering.js";
import asking from "./asking.js";
import builtIn from "./built-in.js";
import contracts from "./contracts.js";
import conversing from "./conversing.js";
import errors, { spent } from "./errors.js";
import firefox from "./firefox.js";
import hostile from "./hostile.js";
import keeping from "./keeping.js";
import languages from "./languages.js";
import reading from "./reading.js";
import speed from "./speed.js";
import stopping from "./stopping.js";
import typing from "./typing.js";
import { close } from "./world.js";

after(close);
describe("the page", { concurrency: 3 }, () => {
  asking();
  typing();
  answering();
  stopping();
  conversing();
  contracts();
  keeping();
  languages();
  firefox();
  reading();
  errors();
  hostile();
  accessibility();
  builtIn();
});
describe("the page's speed", speed);
describe("the page, in the end", spent);
