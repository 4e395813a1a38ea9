/** A process that migrates a database, as the product does when it starts. */
import { migrateDatabase } from "../../src/store/migrate.ts";

const [url = "", migrationsFolder = ""] = process.argv.slice(2);
await migrateDatabase(url, migrationsFolder, console.log);
