import type postgres from "postgres";

type Client = postgres.TransactionSql;
type Work<Value> = (client: Client) => Promise<Value>;
type Begin = <Value>(work: Work<Value>) => Promise<Value>;

/** The one connection that a transaction lives on. */
interface Connection {
  isLost: boolean;
  lose(cause: unknown): void;
}

/**
 * postgres.js 3.4.9 goes on writing to the connection of a transaction when that is gone: the next
 * statement, or its own ROLLBACK, throws where nobody can catch it, and the process ends
 * (porsager/postgres #1154, #1208). Worse, it might reach the session that took its place. So from
 * the loss on nothing of the transaction is written any more, and it rejects at once.
 */
export const outliveLostConnections = (sql: postgres.Sql): void => {
  const begin = sql.begin.bind(sql) as Begin;
  const guarded: Begin = (work) =>
    new Promise((committed, failed) => {
      const connection: Connection = {
        isLost: false,
        lose: (cause) => {
          connection.isLost = true;
          failed(cause);
        },
      };
      // Rejects as soon as the connection is closed, whatever the work is waiting for.
      begin((client) => whileConnected(client, work, connection)).then(committed, connection.lose);
    });
  Object.assign(sql, { begin: guarded });
};

const whileConnected = async <Value>(
  client: Client,
  work: Work<Value>,
  connection: Connection,
): Promise<Value> => {
  guardStatements(client, connection);
  try {
    const value = await work(client);
    if (!connection.isLost) return value;
  } catch (cause) {
    if (!connection.isLost && !tellsOfLoss(cause)) throw cause;
    connection.lose(cause);
  }
  // Never: an end of any kind would make the driver write COMMIT or ROLLBACK.
  return new Promise<never>(() => undefined);
};

/** `unsafe` and `savepoint` are what Drizzle calls. */
const guardStatements = (client: Client, connection: Connection): void => {
  const { unsafe, savepoint } = client;
  const guarded: Pick<Client, "unsafe"> & { savepoint: Begin } = {
    unsafe: (...statement) => {
      if (connection.isLost) throw new Error("The transaction's connection is lost");
      return unsafe(...statement);
    },
    savepoint: (work) => (savepoint as Begin)((nested) => whileConnected(nested, work, connection)),
  };
  Object.assign(client, guarded);
};

/** Of the driver's errors those of the connection, and the server's last words on one. */
const tellsOfLoss = (cause: unknown): boolean => {
  if (!(cause instanceof Error)) return false;
  const { code, severity, query } = cause as DriverError;
  const isOfConnection = /^(?:CONNECT(?:ION)?_|E[A-Z]+$)/.test(code ?? "");
  const isLastWord = severity === "FATAL" || severity === "PANIC";
  return (query !== undefined && (isOfConnection || isLastWord)) || tellsOfLoss(cause.cause);
};

/** The driver adds the statement to every error of its own; Drizzle's has such a one as its cause. */
interface DriverError extends Error {
  readonly code?: string;
  readonly severity?: string;
  readonly query?: string;
}
