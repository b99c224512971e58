-- Numerators and denominators at the regions that reported them, one number per sex.
WITH berskema AS (
    -- the schemes of age bands that each cell belongs to: five-year, single years, children and
    -- adults, or its own; bands of one scheme never overlap
    SELECT *, unnest(list_filter([
        CASE WHEN umur_min % 5 = 0
              AND (umur_max = umur_min + 4 OR (umur_max = $umur_terbuka AND umur_min > 0))
             THEN 'lima_tahunan' END,
        CASE WHEN umur_min = umur_max OR (umur_max = $umur_terbuka AND umur_min > 0)
             THEN 'satu_tahunan' END,
        CASE WHEN (umur_min, umur_max) IN ((0, 17), (18, $umur_terbuka)) THEN 'anak_dewasa' END,
        umur_min || '-' || umur_max
    ], lambda skema: skema IS NOT NULL)) AS skema
    FROM sel_berbekas
),
terurai AS (
    -- each cell under every breakdown that is asked for (disaring) and that it belongs to, with the
    -- parts of its breakdown that are left (sisa): "golongan=III|status=pns" under "status=pns"
    SELECT c.*, p.disaring,
           list_filter(string_split(c.rincian, '|'), lambda bagian: bagian <> 'semua'
                       AND NOT list_contains(string_split(p.pilihan, '|'), bagian)) AS sisa
    FROM berskema AS c
    JOIN (SELECT DISTINCT saring_rincian AS disaring,
                 unnest(string_split(coalesce(nullif(saring_rincian, ''), 'semua'), ';')) AS pilihan
          FROM permintaan) AS p
      ON p.pilihan = 'semua'
      OR list_has_all(string_split(c.rincian, '|'), string_split(p.pilihan, '|'))
),
pita AS (
    -- the cells that each requested age range takes in
    SELECT p.kode_indikator, p.sisi, p.umur, p.jenjang, p.rentang, p.banyak_rentang,
           p.umur_dari, p.umur_sampai, p.urutan_sumber, c.sumber,
           c.kode_wilayah, c.tingkat, c.tahun, c.jenis_kelamin, c.umur_min, c.umur_max,
           c.skema,
           -- a written total over levels, schooling or another breakdown is not added to its parts
           (p.saring_jenjang IS NULL AND c.jenjang <> 'semua')::INTEGER
             + 2 * (p.saring_pendidikan IS NULL AND c.pendidikan <> 'semua')::INTEGER
             + 4 * (len(c.sisa) > 0)::INTEGER AS rincian,
           -- parts of different breakdowns are two ways to the same whole: golongan=, jabatan=
           array_to_string(list_transform(c.sisa, lambda bagian: split_part(bagian, '=', 1)), '|')
             AS dimensi,
           sum(c.jumlah)::BIGINT AS jumlah, sum(c.lubang)::BIGINT AS lubang,
           bit_xor(c.bekas) AS bekas
    FROM permintaan AS p
    JOIN terurai AS c
      ON c.ukuran = p.ukuran AND c.sumber = p.sumber AND c.disaring = p.saring_rincian
     AND c.umur_min >= p.umur_dari AND c.umur_max <= p.umur_sampai
     AND (p.saring_jenjang IS NULL OR c.jenjang = p.saring_jenjang)
     AND (p.saring_pendidikan IS NULL OR c.pendidikan = p.saring_pendidikan)
    GROUP BY ALL
),
ubin AS (
    -- a range is answered only by bands of one scheme that tile it without gap or overlap
    SELECT kode_indikator, sisi, umur, jenjang, rentang, banyak_rentang, urutan_sumber, sumber,
           kode_wilayah, tingkat, tahun, jenis_kelamin, skema, rincian, dimensi,
           sum(jumlah)::BIGINT AS jumlah, sum(lubang)::BIGINT AS lubang,
           bit_xor(bekas) AS bekas
    FROM pita
    GROUP BY ALL
    HAVING sum(umur_max - umur_min + 1) = any_value(umur_sampai - umur_dari + 1)
),
rentang AS (
    SELECT * FROM ubin
    QUALIFY row_number() OVER (
        PARTITION BY kode_indikator, sisi, umur, jenjang, rentang, sumber,
                     kode_wilayah, tahun, jenis_kelamin
        ORDER BY rincian, dimensi, skema = 'satu_tahunan', skema = 'lima_tahunan', skema) = 1
),
lengkap AS (
    SELECT kode_indikator, sisi, umur, jenjang, urutan_sumber, sumber,
           kode_wilayah, tingkat, tahun, jenis_kelamin,
           sum(jumlah)::BIGINT AS jumlah, sum(lubang)::BIGINT AS lubang,
           bit_xor(bekas) AS bekas
    FROM rentang
    GROUP BY ALL
    HAVING count(DISTINCT rentang) = any_value(banyak_rentang)
)
SELECT * EXCLUDE bekas, lubang = 0 AS utuh, 0 AS anak_ada, 0 AS anak_utuh, 0 AS anak_semua,
       hash(kode_wilayah, bekas) AS jejak
FROM lengkap
