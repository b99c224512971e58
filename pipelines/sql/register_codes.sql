-- The codes that the words of an enum stand for, in the order of the words.
SET VARIABLE kode_{name} = (
    SELECT list(kode ORDER BY enum_code(kata::kata_{name})) FROM buku
);
