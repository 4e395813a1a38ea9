/** Replaced by the helper that starts one PostgreSQL for the run. */
export default async function setup(): Promise<void> {}
