import { makeReading } from "../../src/documents/reading.ts";
import { done } from "../../src/domain/outcome.ts";
import { doubledForms } from "./bombs/pdf.ts";

const file = { kind: "file", name: "a.pdf", bytes: doubledForms() } as const;
await makeReading().read(async () => done(file), []);
