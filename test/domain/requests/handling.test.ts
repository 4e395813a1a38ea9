import { expect, test } from "vitest";
import { organisationId, requestId, SECRETARIAT } from "../../../src/domain/ids.ts";
import {
  handlingPointer,
  readHandlingPointer,
  rolesOfSide,
} from "../../../src/domain/requests/handling.ts";
import fc from "../../helpers/fast-check.ts";

test("a pointer names request, side and the version that was seen, and comes back as it was", () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.constantFrom("FJ", "JP", "APO"),
      fc.nat(999_999_999),
      (request, side, version) => {
        const pointer = {
          request: requestId(request),
          organisation: organisationId(side),
          version,
        };
        expect(readHandlingPointer(handlingPointer(pointer))).toEqual(pointer);
      },
    ),
  );
});

test("any other text is no pointer, and no throw", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readHandlingPointer(text)).toBeUndefined();
    }),
  );
  const id = "00000000-0000-4000-8000-000000000001";
  for (const text of [`${id}:FJ`, `${id}:FJ:`, `${id}:FJ:-1`, `${id}:fj:1`, `${id}:FJ:1:2`]) {
    expect(readHandlingPointer(text)).toBeUndefined();
  }
});

test("an NPO's requests are handled by its LO or backup, the Secretariat's by officers", () => {
  expect(rolesOfSide(organisationId("FJ"))).toEqual(["liaison", "backup"]);
  expect(rolesOfSide(SECRETARIAT)).toEqual(["officer", "admin"]);
});
