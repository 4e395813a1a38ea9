import { expect, test } from "vitest";
import { organisationId, SECRETARIAT } from "../../../src/domain/ids.ts";
import { rolesOfSide } from "../../../src/domain/requests/assignment.ts";

test("an NPO's requests are handled by its LO or backup, the Secretariat's by officers", () => {
  expect(rolesOfSide(organisationId("FJ"))).toEqual(["liaison", "backup"]);
  expect(rolesOfSide(SECRETARIAT)).toEqual(["officer", "admin"]);
});
