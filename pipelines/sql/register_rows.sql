-- One scan of a register: each row typed, its NIK behind a keyed hash, and its faults as bits.
-- What stands in a cell goes no further than this query, unless it is a word of a code list.
WITH mentah AS ({scan}),
dipecah AS (
    -- in a broken record the cells may stand under other headings
    SELECT *, NOT rusak AND regexp_full_match(nik, '{nik_shape}') AS nik_utuh,
           CASE WHEN NOT rusak THEN {place} END AS tempat,
           try_strptime(tanggal_lahir, {formats})::DATE AS lahir_tertulis,
           try_strptime(tanggal_pembaruan, {formats})::DATE AS pembaruan_tertulis,
           getvariable('acuan') AS acuan
    FROM mentah
),
terbaca AS (
    SELECT *, {village} AS desa, {coded},
           CASE WHEN NOT rusak THEN try_cast(lower(jenis_kelamin) AS kata_jenis_kelamin)
           END AS kata_kelamin,
           CASE WHEN nik_utuh THEN {key} END AS kunci_orang,
           CASE WHEN nik_utuh THEN {district} END AS kecamatan_nik,
           CASE WHEN nik_utuh THEN {nik_day}::INTEGER END AS nik_hari,
           CASE WHEN nik_utuh THEN {nik_month_year}::INTEGER END AS nik_bulan_tahun,
           nik_utuh AND {nik_serial} = '0000' AS nik_berurut_nol,
           -- a year of two digits is read as one of the first century
           CASE WHEN year(lahir_tertulis) > 999 THEN lahir_tertulis END AS lahir,
           CASE WHEN year(pembaruan_tertulis) > 999 THEN pembaruan_tertulis END AS pembaruan
    FROM dipecah
),
berumur AS (
    SELECT *, nik_hari > {woman_day} AS nik_perempuan,
           nik_hari - if(nik_hari > {woman_day}, {woman_day}, 0) AS nik_hari_lahir,
           CASE WHEN lahir IS NOT NULL
                THEN year(acuan) - year(lahir)
                     - (month(acuan) * 100 + day(acuan) < month(lahir) * 100 + day(lahir))::INTEGER
                WHEN regexp_full_match(umur, '[0-9]{{1,3}}') THEN umur::INTEGER END AS usia
    FROM terbaca
)
SELECT kunci_orang, desa AS kode_wilayah,
       CASE WHEN desa IS NULL THEN {above} END AS di_atas,
       kata_kelamin, CASE WHEN nik_utuh THEN if(nik_perempuan, 'P', 'L') END AS nik_kelamin,
       ends_with(nik, '0') AND nik_utuh AS nik_berakhir_nol,
       lahir AS tanggal_lahir, usia AS umur, {words},
       pembaruan AS tanggal_pembaruan,
       -- a record without any content is no person
       CASE WHEN nik = '' THEN {blank} ELSE false END AS kosong,
       CASE WHEN rusak THEN {broken} ELSE {bits} END AS masalah
FROM berumur
