-- The database roles of a deployment. The owner runs migrations (migrate.js). The app reads and
-- writes rows (server.js, worker.js), and cannot change the schema. Run it in an empty database as
-- its administrator, and again whenever this file changes:
--
--   psql "$ADMIN_DATABASE_URL" --set ON_ERROR_STOP=1 --file prisma/roles.sql
--
-- Then set passwords with \password proof_ramp_owner and \password proof_ramp_app.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'proof_ramp_owner') THEN
    CREATE ROLE proof_ramp_owner LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'proof_ramp_app') THEN
    CREATE ROLE proof_ramp_app LOGIN;
  END IF;
  -- An administrator that is no superuser needs the role to give it anything.
  EXECUTE format('GRANT proof_ramp_owner TO %I', current_user);
  EXECUTE format('ALTER DATABASE %I OWNER TO proof_ramp_owner', current_database());
  -- Every role of the server may connect and create temporary tables by default.
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO proof_ramp_app', current_database());
END
$$;

ALTER SCHEMA public OWNER TO proof_ramp_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO proof_ramp_app;

-- Tables that exist, and tables of later migrations. TRUNCATE and TRIGGER are not among these. LISTEN
-- and NOTIFY need no privilege.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO proof_ramp_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO proof_ramp_app;
ALTER DEFAULT PRIVILEGES FOR ROLE proof_ramp_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO proof_ramp_app;
ALTER DEFAULT PRIVILEGES FOR ROLE proof_ramp_owner IN SCHEMA public
  GRANT USAGE ON SEQUENCES TO proof_ramp_app;
