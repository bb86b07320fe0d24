#pragma once

#include <array>
#include <string_view>

namespace dongthac::store {

/// One string a released schema version; never edited after a release, only followed (forward-only migrations).
inline constexpr std::array<std::string_view, 4> kFeedSchema = {R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- seq is taken under the write transaction, so a reader never skips an in-flight commit.
CREATE TABLE feed (name TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE segment (
    id INTEGER PRIMARY KEY,
    feed TEXT NOT NULL REFERENCES feed (name),
    seq INTEGER NOT NULL,
    replica BLOB NOT NULL,
    device BLOB NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    count INTEGER NOT NULL,
    unpacked INTEGER NOT NULL,
    hash BLOB NOT NULL,
    previous BLOB NOT NULL,
    door INTEGER NOT NULL,
    received_ms INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (feed, seq),
    UNIQUE (feed, replica, last));
CREATE TRIGGER segment_stays BEFORE UPDATE ON segment BEGIN SELECT RAISE(ABORT, 'segments are never changed'); END;
CREATE TRIGGER segment_kept BEFORE DELETE ON segment BEGIN SELECT RAISE(ABORT, 'segments are never deleted'); END;
CREATE TABLE segment_document (
    feed TEXT NOT NULL,
    document BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (feed, document, seq)) WITHOUT ROWID;
CREATE INDEX segment_document_seq ON segment_document (feed, seq);
CREATE TABLE tip (
    feed TEXT NOT NULL,
    replica BLOB NOT NULL,
    counter INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (feed, replica)) WITHOUT ROWID;
CREATE TABLE replica (id BLOB PRIMARY KEY, device BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE quarantine (
    bytes_hash BLOB PRIMARY KEY,
    feed TEXT NOT NULL,
    device BLOB NOT NULL,
    reason TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE decision (
    document BLOB PRIMARY KEY,
    owner TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE invitation (
    code_hash BLOB PRIMARY KEY,
    org TEXT NOT NULL,
    roles TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    used_ms INTEGER,
    used_by BLOB) WITHOUT ROWID;
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    what TEXT NOT NULL,
    org TEXT NOT NULL,
    device BLOB NOT NULL,
    detail TEXT NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
)sql",
                                                                R"sql(
-- What an office has now, as one of its PCs made and signed it: ready to be sent to a new PC as it is.
CREATE TABLE office_state (
    org TEXT PRIMARY KEY,
    device BLOB NOT NULL,
    made_ms INTEGER NOT NULL,
    bytes BLOB NOT NULL);
)sql",
                                                                R"sql(
-- Old segments together (docs/adr/0013): a row whose bytes are in a pack has none itself. That is the one change a
-- segment's row ever sees.
CREATE TABLE pack (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL);
CREATE TRIGGER pack_stays BEFORE UPDATE ON pack BEGIN SELECT RAISE(ABORT, 'packs are never changed'); END;
CREATE TRIGGER pack_kept BEFORE DELETE ON pack BEGIN SELECT RAISE(ABORT, 'packs are never deleted'); END;
CREATE TABLE packed_feed (feed TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
ALTER TABLE segment ADD COLUMN pack INTEGER;
ALTER TABLE segment ADD COLUMN pack_offset INTEGER;
ALTER TABLE segment ADD COLUMN pack_size INTEGER;
DROP TRIGGER segment_stays;
CREATE TRIGGER segment_stays BEFORE UPDATE ON segment
WHEN OLD.pack IS NOT NULL OR NEW.pack IS NULL OR NEW.bytes <> x'' OR NEW.pack_size <> length(OLD.bytes)
    OR (NEW.id, NEW.feed, NEW.seq, NEW.replica, NEW.device, NEW.first, NEW.last, NEW.count, NEW.unpacked, NEW.hash,
        NEW.previous, NEW.door, NEW.received_ms)
    IS NOT (OLD.id, OLD.feed, OLD.seq, OLD.replica, OLD.device, OLD.first, OLD.last, OLD.count, OLD.unpacked, OLD.hash,
        OLD.previous, OLD.door, OLD.received_ms)
BEGIN SELECT RAISE(ABORT, 'segments are never changed'); END;
)sql",
                                                                R"sql(
-- Document numbers of an office and year: reserved by one PC, then given to one document, never to another.
CREATE TABLE number (
    org TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    device BLOB NOT NULL,
    document BLOB,
    PRIMARY KEY (org, year, number)) WITHOUT ROWID;
-- A code that makes a person's key at a PC known, besides or instead of the PC.
ALTER TABLE invitation ADD COLUMN person BLOB;
-- By which a PC knows the server before it says its code.
ALTER TABLE invitation ADD COLUMN secret_name BLOB;
ALTER TABLE invitation ADD COLUMN secret_key BLOB;
CREATE INDEX invitation_secret ON invitation (secret_name) WHERE secret_name IS NOT NULL;
)sql"};

} // namespace dongthac::store
