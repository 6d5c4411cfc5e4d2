-- Sets the passwords of the roles of prisma/roles.sql from the environment of psql, so that they are
-- in no argument and no history: OWNER_PASSWORD=… APP_PASSWORD=… psql --file deploy/passwords.sql
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
ALTER ROLE proof_ramp_owner PASSWORD :'owner_password';
ALTER ROLE proof_ramp_app PASSWORD :'app_password';
