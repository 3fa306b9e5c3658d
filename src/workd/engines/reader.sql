-- The role by which Postfix and Dovecot read the directory: the views, and nothing else.
-- Run by the owner of the views: psql -f reader.sql {{ dbname }}
do $$ begin
  if not exists (select from pg_roles where rolname = '{{ user }}') then
    create role {{ user }};
  end if;
end $$;
alter role {{ user }} with login password '{{ password }}' connection limit 60;
alter role {{ user }} set default_transaction_read_only = on;
alter role {{ user }} set statement_timeout = '5s';
grant select on
  mail_domains, mail_pending_domains, mail_accounts, mail_aliases, mail_senders,
  mail_app_passwords, mail_relay_domains, mail_relay_clients, mail_smarthosts
to {{ user }};
