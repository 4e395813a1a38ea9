import { BotIcon } from "./icons.tsx";

interface Props {
  id: string;
  name: string;
  isBot?: boolean;
}

const TINTS = 6;

/** Initials on a tint that stays with the person. */
export function Avatar({ id, name, isBot = false }: Props) {
  return (
    <span className="avatar" data-tint={isBot ? "bot" : tintOf(id)} aria-hidden="true">
      {isBot ? <BotIcon /> : initialsOf(name)}
    </span>
  );
}

const initialsOf = (name: string): string =>
  name
    .split(/[\s,]+/)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? "")
    .join("");

const tintOf = (id: string): number =>
  [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % TINTS;
