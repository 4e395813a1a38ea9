import { useEffect, useState } from "react";
import { hashOf, type Place, placeOf } from "./place.ts";

/** The place in the address, followed when it changes. */
export function usePlace(): [Place, (place: Place) => void] {
  const [place, setPlace] = useState(() => placeOf(window.location.hash));
  useEffect(() => {
    const follow = (): void => setPlace(placeOf(window.location.hash));
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  const go = (next: Place): void => {
    window.location.hash = hashOf(next);
  };
  return [place, go];
}
