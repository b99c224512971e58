-- NIK that stand more than once, the first place of each, and whether the rows differ.
-- Counting hashes first keeps the work to eight bytes a person; only suspects are compared.
WITH tersangka AS (
    SELECT hash(kunci_orang) AS sidik_kunci FROM saringan
    WHERE kunci_orang IS NOT NULL GROUP BY ALL HAVING count(*) > 1
)
SELECT kunci_orang, min(file_row_number) AS pertama,
       count(DISTINCT hash(*COLUMNS(* EXCLUDE (kunci_orang, file_row_number)))) > 1 AS berbeda
FROM saringan
SEMI JOIN tersangka ON sidik_kunci = hash(kunci_orang)
WHERE kunci_orang IS NOT NULL
GROUP BY kunci_orang HAVING count(*) > 1
