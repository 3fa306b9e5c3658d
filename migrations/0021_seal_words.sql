-- What the signature in a certificate's file says beside the name: why, and where. Settings may change
-- later, and the file is drawn again byte for byte the same. None: the words that every edition had
-- before there were settings, and no place.
alter table certificate_edition add column reason text;
alter table certificate_edition add column place text;
