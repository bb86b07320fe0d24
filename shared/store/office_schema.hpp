#pragma once

#include <array>
#include <string_view>

namespace dongthac::store {

/// One string a released schema version; never edited after a release, only followed (forward-only migrations).
inline constexpr std::array<std::string_view, 9> kOfficeSchema = {R"sql(
CREATE TABLE setting (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- The log: the truth. One row a segment, never a row a change.
CREATE TABLE segment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed TEXT NOT NULL,
    replica BLOB NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    count INTEGER NOT NULL,
    state INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    bytes BLOB NOT NULL);
CREATE INDEX segment_outbox ON segment (state, feed, id) WHERE state < 2;
CREATE INDEX segment_hash ON segment (hash) WHERE state > 0;
CREATE INDEX segment_feed ON segment (feed, id);
CREATE INDEX segment_chain ON segment (feed, replica, last);
CREATE TABLE segment_document (
    document BLOB NOT NULL,
    segment INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
    PRIMARY KEY (document, segment)) WITHOUT ROWID;
CREATE INDEX segment_document_segment ON segment_document (segment);
CREATE TABLE tip (
    feed TEXT NOT NULL,
    replica BLOB NOT NULL,
    sealed_counter INTEGER NOT NULL,
    sealed_hash BLOB NOT NULL,
    acked_counter INTEGER NOT NULL,
    acked_hash BLOB NOT NULL,
    PRIMARY KEY (feed, replica)) WITHOUT ROWID;
CREATE TABLE cursor (feed TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;

-- Decisions waiting for the home server.
CREATE TABLE intent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document BLOB NOT NULL,
    action TEXT NOT NULL,
    note TEXT NOT NULL,
    person TEXT NOT NULL,
    snapshot BLOB NOT NULL,
    draft_changes INTEGER NOT NULL,
    made_ms INTEGER NOT NULL);
CREATE TABLE intent_segment (
    intent INTEGER NOT NULL REFERENCES intent (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (intent, position)) WITHOUT ROWID;

-- Projections: may be thrown away and rebuilt from the log.
CREATE TABLE document (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    org TEXT NOT NULL,
    state TEXT NOT NULL,
    state_version INTEGER NOT NULL,
    parent BLOB NOT NULL,
    subject TEXT NOT NULL,
    number TEXT NOT NULL,
    symbol TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    conflicts INTEGER NOT NULL,
    after_revision INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL,
    head BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX document_changed ON document (changed_ms);
CREATE TABLE node (
    id INTEGER PRIMARY KEY,
    document BLOB NOT NULL,
    node BLOB NOT NULL,
    conflicts INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (document, node));
CREATE VIRTUAL TABLE node_search USING fts5 (folded, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3');

CREATE TABLE round (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    received INTEGER NOT NULL,
    bytes_up INTEGER NOT NULL,
    bytes_down INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    error TEXT NOT NULL);
)sql",
                                                                  R"sql(
-- What the server signed for each decision it took; empty while it is still to be asked for.
CREATE TABLE receipt (
    feed TEXT NOT NULL,
    replica BLOB NOT NULL,
    last INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (feed, replica, last)) WITHOUT ROWID;
CREATE INDEX receipt_wanted ON receipt (feed) WHERE bytes = x'';
CREATE INDEX receipt_change ON receipt (replica, last);
-- Decisions of before: all of in/ and pub/, and the copies of them in own/.
INSERT INTO receipt SELECT feed, replica, last, x'' FROM segment WHERE state = 2 AND (feed LIKE 'in/%' OR feed LIKE 'pub/%');
INSERT OR IGNORE INTO receipt SELECT s.feed, s.replica, s.last, x'' FROM segment s WHERE s.state = 2
    AND s.feed LIKE 'own/%' AND EXISTS (SELECT 1 FROM receipt r WHERE r.replica = s.replica AND r.last = s.last);
)sql",
                                                                  R"sql(
-- Nodes whose words search has not read yet. An act only notes them; whoever searches reads them first.
CREATE TABLE search_queue (node INTEGER PRIMARY KEY);
-- An act writes an open row: nobody looks for one by chain or by feed alone, so it touches two pages less.
DROP INDEX segment_chain;
CREATE INDEX segment_chain ON segment (feed, replica, last) WHERE state > 0;
DROP INDEX segment_feed;
CREATE INDEX segment_feed ON segment (feed, id) WHERE state > 0;
)sql",
                                                                  R"sql(
-- Acts that are not sealed yet, in a table of their own without an index: an act writes three or four pages, not ten.
CREATE TABLE open_row (
    id INTEGER PRIMARY KEY,
    feed TEXT NOT NULL,
    replica BLOB NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    count INTEGER NOT NULL,
    documents BLOB NOT NULL, -- their ids, one after another
    bytes BLOB NOT NULL);
INSERT INTO open_row (feed, replica, first, last, count, documents, bytes)
    SELECT s.feed, s.replica, s.first, s.last, s.count,
           coalesce((SELECT unhex(group_concat(hex(d.document), '')) FROM segment_document d WHERE d.segment = s.id), x''),
           s.bytes
    FROM segment s WHERE s.state = 0 ORDER BY s.id;
DELETE FROM segment_document WHERE segment IN (SELECT id FROM segment WHERE state = 0);
DELETE FROM segment WHERE state = 0;
DROP INDEX segment_outbox;
CREATE INDEX segment_outbox ON segment (feed, id) WHERE state = 1;
DROP INDEX segment_hash;
CREATE INDEX segment_hash ON segment (hash);
DROP INDEX segment_feed;
CREATE INDEX segment_feed ON segment (feed, id);
DROP INDEX segment_chain;
CREATE INDEX segment_chain ON segment (feed, replica, last);
-- A few hundred rows are sorted faster than every act keeps them in order.
DROP INDEX document_changed;
)sql",
                                                                  R"sql(
-- What came as a state before its history; all empty once the history is here.
CREATE TABLE taken_state (bytes BLOB NOT NULL);
CREATE TABLE missing_feed (feed TEXT PRIMARY KEY, taken INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE missing_chain (
    feed TEXT NOT NULL,
    replica BLOB NOT NULL,
    counter INTEGER NOT NULL,
    hash BLOB NOT NULL,
    goal_counter INTEGER NOT NULL,
    goal_hash BLOB NOT NULL,
    PRIMARY KEY (feed, replica)) WITHOUT ROWID;
CREATE TABLE partial_document (document BLOB PRIMARY KEY, held INTEGER NOT NULL) WITHOUT ROWID;
)sql",
                                                                  R"sql(
-- Old segments together (docs/adr/0013): a row whose bytes are in a pack has none itself.
CREATE TABLE pack (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE packed_feed (feed TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
ALTER TABLE segment ADD COLUMN pack INTEGER;
ALTER TABLE segment ADD COLUMN pack_offset INTEGER;
ALTER TABLE segment ADD COLUMN pack_size INTEGER;
)sql",
                                                                  R"sql(
-- People who set a PIN at this PC: their keys, which only the PIN opens. Never sent, never deleted by a wrong PIN.
CREATE TABLE person_key (
    public_key BLOB PRIMARY KEY, -- whose it is, the directory says
    wrapped BLOB NOT NULL,
    wrong INTEGER NOT NULL,    -- wrong PINs in a row
    tried_ms INTEGER NOT NULL) -- when the last of them was tried, by this PC's clock
    WITHOUT ROWID;
-- Document numbers that the server reserved for this PC and that no document has yet.
CREATE TABLE reserved_number (year INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (year, number)) WITHOUT ROWID;
ALTER TABLE intent ADD COLUMN made BLOB NOT NULL DEFAULT x'';
)sql",
                                                                  R"sql(
-- Projections of the work (docs/adr/0020): where and for when a record counts, and what is due.
CREATE TABLE work (
    document BLOB PRIMARY KEY,
    record INTEGER NOT NULL,
    org TEXT NOT NULL,
    day INTEGER NOT NULL,
    period TEXT NOT NULL,
    form BLOB NOT NULL,
    standing INTEGER NOT NULL,
    handed_replica BLOB NOT NULL,
    handed_counter INTEGER NOT NULL,
    makes_tasks INTEGER NOT NULL,
    from_ms INTEGER,
    to_ms INTEGER) WITHOUT ROWID;
CREATE INDEX work_day ON work (record, org, day, standing, from_ms, to_ms);
CREATE INDEX work_form ON work (form, period, org) WHERE form <> x'';
-- Records whose place changed since tasks were counted, with the place they had.
CREATE TABLE work_queue (
    document BLOB PRIMARY KEY,
    record INTEGER NOT NULL,
    org TEXT NOT NULL,
    day INTEGER NOT NULL,
    period TEXT NOT NULL,
    form BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE task (
    id BLOB PRIMARY KEY,
    source BLOB NOT NULL,
    duty BLOB NOT NULL,
    org TEXT NOT NULL,
    period TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    due INTEGER NOT NULL,
    quota INTEGER NOT NULL,
    done INTEGER NOT NULL,
    from_ms INTEGER,
    to_ms INTEGER,
    waived_by BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX task_open ON task (due, org) WHERE done < quota AND waived_by = x'';
CREATE INDEX task_due ON task (due, org);
CREATE INDEX task_place ON task (duty, org, last_day);
-- Half a million records: rows in the order they came fill their pages, which rows in the order of random ids do not.
CREATE TABLE document_in_order (
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    org TEXT NOT NULL,
    state TEXT NOT NULL,
    state_version INTEGER NOT NULL,
    parent BLOB NOT NULL,
    subject TEXT NOT NULL,
    number TEXT NOT NULL,
    symbol TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    conflicts INTEGER NOT NULL,
    after_revision INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL,
    head BLOB NOT NULL);
INSERT INTO document_in_order SELECT * FROM document;
DROP TABLE document;
ALTER TABLE document_in_order RENAME TO document;
-- Lists of plans must not read every article.
CREATE INDEX document_kind ON document (kind, changed_ms);
)sql",
                                                                  R"sql(
-- A segment's bytes apart from its row: when a pack takes them their pages are free, not half empty.
CREATE TABLE loose_bytes (id INTEGER PRIMARY KEY REFERENCES segment (id) ON DELETE CASCADE, bytes BLOB NOT NULL);
INSERT INTO loose_bytes SELECT id, bytes FROM segment WHERE pack IS NULL;
ALTER TABLE segment DROP COLUMN bytes;
-- All that a board asks of what is open, so that it need not look up 60,000 tasks one by one.
DROP INDEX task_open;
CREATE INDEX task_open ON task (due, org, duty, period, first_day, last_day, quota, done) WHERE done < quota AND waived_by = x'';
)sql"};

} // namespace dongthac::store
