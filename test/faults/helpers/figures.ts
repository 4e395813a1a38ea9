/** A line of figures, whatever the reporter shows of the tests themselves. */
export const print = (what: string, figures: Readonly<Record<string, number | string>>): void => {
  const said = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(`${what}: ${said.join(", ")}\n`);
};

export const secondsSince = (beganMs: number): string =>
  `${((performance.now() - beganMs) / 1000).toFixed(1)} s`;
