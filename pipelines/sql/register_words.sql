-- One closed word list, as an enum.
CREATE TYPE kata_{name} AS ENUM (SELECT kata FROM buku);
