BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('4');
CREATE TABLE catalogues (
	serial INTEGER NOT NULL, 
	shared BOOLEAN, 
	removed JSON, 
	PRIMARY KEY (serial), 
	FOREIGN KEY(serial) REFERENCES documents (serial) ON DELETE CASCADE
);
INSERT INTO "catalogues" VALUES(3,0,'[]');
CREATE TABLE course_changes (
	number INTEGER NOT NULL, 
	time VARCHAR NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	PRIMARY KEY (number)
);
CREATE TABLE course_facts (
	id VARCHAR NOT NULL, 
	facts JSON NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE documents (
	serial INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	location VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	copies JSON NOT NULL, 
	content_hash VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	publisher VARCHAR, 
	published VARCHAR, 
	language VARCHAR, 
	ocr BOOLEAN NOT NULL, 
	page_count INTEGER NOT NULL, 
	passage_count INTEGER NOT NULL, 
	ingested_at VARCHAR NOT NULL
);
INSERT INTO "documents" VALUES(1,'6a1222bf4eba7981','ready','/texts/a.txt','a.txt','[]','1105892518','A.Txt','report',NULL,NULL,'sv',0,2,2,'2026-11-28T21:39:37Z');
INSERT INTO "documents" VALUES(2,'440cd8e434911163','ready','/texts/b.txt','b.txt','[]','2028402431','B.Txt','report',NULL,NULL,'sv',0,1,1,'2026-11-28T21:39:40Z');
INSERT INTO "documents" VALUES(3,'93728efb9f0e1cae','ready','/texts/katalog.json','katalog.json','[]','4010516785','Katalog.Json','report',NULL,NULL,'sv',0,1,1,'2026-11-28T21:39:40Z');
CREATE TABLE educations (
	serial INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	"key" VARCHAR, 
	origin JSON, 
	name VARCHAR, 
	code VARCHAR, 
	level VARCHAR, 
	level_text VARCHAR, 
	form VARCHAR, 
	points FLOAT, 
	points_system VARCHAR, 
	description VARCHAR, 
	eligibility VARCHAR, 
	recommended VARCHAR, 
	subjects JSON, 
	degree VARCHAR, 
	vocational BOOLEAN, 
	student_aid BOOLEAN, 
	url VARCHAR, 
	edited VARCHAR, 
	expires VARCHAR, 
	PRIMARY KEY (serial, ordinal), 
	FOREIGN KEY(serial) REFERENCES documents (serial) ON DELETE CASCADE
);
INSERT INTO "educations" VALUES(3,0,'e1','{"where":"rad 2","fields":{"name":"Namn"}}','Matematik 2b',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE occasions (
	serial INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	"key" VARCHAR, 
	origin JSON, 
	education VARCHAR, 
	keys JSON, 
	providers JSON, 
	places JSON, 
	distance BOOLEAN, 
	meetings INTEGER, 
	pace FLOAT, 
	evening BOOLEAN, 
	apprenticeship BOOLEAN, 
	start VARCHAR, 
	"end" VARCHAR, 
	dates VARCHAR, 
	decided VARCHAR, 
	number VARCHAR, 
	rolling BOOLEAN, 
	apply_from VARCHAR, 
	apply_until VARCHAR, 
	continuous BOOLEAN, 
	cancelled BOOLEAN, 
	language VARCHAR, 
	seats INTEGER, 
	url VARCHAR, 
	edited VARCHAR, 
	expires VARCHAR, 
	PRIMARY KEY (serial, ordinal), 
	FOREIGN KEY(serial) REFERENCES documents (serial) ON DELETE CASCADE
);
INSERT INTO "occasions" VALUES(3,0,'o1','{"where":"rad 2","fields":{"name":"Namn"}}','e1','[]','["p1"]','[{"name":"Sundsvall","code":null,"county":null}]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE pages (
	serial INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	number INTEGER, 
	blocks JSON NOT NULL, 
	label VARCHAR, 
	sheet INTEGER, 
	ocr BOOLEAN NOT NULL, 
	PRIMARY KEY (serial, position), 
	FOREIGN KEY(serial) REFERENCES documents (serial) ON DELETE CASCADE
);
INSERT INTO "pages" VALUES(1,0,1,'[["paragraph","första dokumentet om studiemedel",0]]',NULL,NULL,0);
INSERT INTO "pages" VALUES(1,1,2,'[["paragraph","andra sidan om antagning",0]]',NULL,NULL,0);
INSERT INTO "pages" VALUES(2,0,1,'[["paragraph","andra dokumentet om praktik",0]]',NULL,NULL,0);
INSERT INTO "pages" VALUES(3,0,1,'[["paragraph","Matematik 2b i Sundsvall",0]]',NULL,NULL,0);
CREATE TABLE passages (
	"key" VARCHAR NOT NULL, 
	serial INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	heading VARCHAR NOT NULL, 
	pages JSON NOT NULL, 
	sentences JSON NOT NULL, 
	page_labels JSON NOT NULL, 
	sheets JSON NOT NULL, 
	PRIMARY KEY ("key"), 
	FOREIGN KEY(serial) REFERENCES documents (serial) ON DELETE CASCADE
);
INSERT INTO "passages" VALUES('1-0000',1,0,0,32,'första dokumentet om studiemedel','','[1]','[]','[]','[]');
INSERT INTO "passages" VALUES('1-0001',1,1,33,57,'andra sidan om antagning','','[2]','[]','[]','[]');
INSERT INTO "passages" VALUES('2-0000',2,0,0,27,'andra dokumentet om praktik','','[1]','[]','[]','[]');
INSERT INTO "passages" VALUES('3-0000',3,0,0,24,'Matematik 2b i Sundsvall','','[1]','[]','[]','[]');
CREATE TABLE providers (
	serial INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	"key" VARCHAR, 
	origin JSON, 
	name VARCHAR, 
	url VARCHAR, 
	body VARCHAR, 
	PRIMARY KEY (serial, ordinal), 
	FOREIGN KEY(serial) REFERENCES documents (serial) ON DELETE CASCADE
);
INSERT INTO "providers" VALUES(3,0,'p1','{"where":"rad 2","fields":{"name":"Namn"}}','Norrskens vuxenutbildning',NULL,NULL);
CREATE TABLE settings (
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "settings" VALUES('embedder','hashing');
INSERT INTO "settings" VALUES('dimensions','32');
INSERT INTO "settings" VALUES('indexes','2');
INSERT INTO "settings" VALUES('generation','1');
CREATE TABLE vectors (
	serial INTEGER NOT NULL, 
	"values" BLOB NOT NULL, 
	PRIMARY KEY (serial), 
	FOREIGN KEY(serial) REFERENCES documents (serial) ON DELETE CASCADE
);
INSERT INTO "vectors" VALUES(1,X'000000000000000000000000EB05D13E00000000EB05D13E00000000000000000000000000000000EB05D13E0000000000000000EB05D13E00000000000000000000000000000000EB05D13E0000000000000000000000000000000000000000EB05D13E00000000000000000000000000000000000000000000000000000000000000000000000000000000EB05D13E00000000EB05D13E0000000000000000000000000000000000000000000000000000000000000000EB05D13E000000000000000000000000EB05D13E000000000000000000000000EB05D13EEB05D13E0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO "vectors" VALUES(2,X'0000000000000000000000000000000000000000F304B53E00000000000000000000000000000000F304B53E00000000000000000000000000000000000000000000000000000000F304353F000000000000000000000000F304B53E0000000000000000F304B53E000000000000000000000000000000000000000000000000');
INSERT INTO "vectors" VALUES(3,X'EB05D13EEB05D13E000000000000000000000000EB05D13E0000000000000000000000000000000000000000000000000000000000000000EB05D13E0000000000000000EB05D13E0000000000000000000000000000000000000000000000000000000000000000EB05D13E0000000000000000000000000000000000000000');
CREATE TABLE vote_comments (
	number INTEGER NOT NULL, 
	vote INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE votes (
	number INTEGER NOT NULL, 
	time VARCHAR NOT NULL, 
	vote VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	audience VARCHAR NOT NULL, 
	passages JSON NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE watch_reports (
	number INTEGER NOT NULL, 
	time VARCHAR NOT NULL, 
	report JSON NOT NULL, 
	PRIMARY KEY (number)
);
CREATE UNIQUE INDEX ux_documents_ready ON documents (id) WHERE state = 'ready';
CREATE INDEX ix_documents_id_state ON documents (id, state);
CREATE INDEX ix_documents_state ON documents (state);
CREATE INDEX ix_course_changes_time ON course_changes (time);
CREATE INDEX ix_passages_serial ON passages (serial);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('documents',3);
COMMIT;
