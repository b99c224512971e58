-- Official figures as their publisher gave them: never added up, never averaged, all vintages kept.
-- In force is the first method that the catalogue names, then the newest vintage.
WITH diminta AS (
    SELECT p.kode_indikator, r.kode_wilayah, r.tingkat, r.tahun,
           CASE WHEN r.umur = p.umur_keseluruhan THEN 'semua' ELSE r.umur END AS umur, r.jenjang,
           -- a figure of women only is often published without a sex
           coalesce(p.satu_jk, r.jenis_kelamin) AS jenis_kelamin,
           r.metode, r.vintage, r.nilai, r.sumber,
           coalesce(list_position(p.metode, r.metode), len(p.metode) + 1) AS urutan_metode,
           r.jenis_kelamin IS DISTINCT FROM p.satu_jk AS jk_tersirat
    FROM permintaan_resmi AS p
    JOIN resmi AS r ON r.indikator = p.angka
    WHERE list_contains(p.tingkat, r.tingkat)
      AND (p.satu_jk IS NULL AND list_contains(p.jenis_kelamin, r.jenis_kelamin)
           OR r.jenis_kelamin IN (p.satu_jk, 'L+P'))
      AND (r.umur IN ('semua', p.umur_keseluruhan) OR p.per_umur)
      AND (r.jenjang = 'semua' OR p.per_jenjang)
),
tunggal AS (
    SELECT * FROM diminta
    QUALIFY row_number() OVER (
        PARTITION BY kode_indikator, kode_wilayah, tahun, umur, jenjang, jenis_kelamin,
                     metode, vintage
        ORDER BY jk_tersirat, sumber, nilai) = 1
)
SELECT kode_indikator, kode_wilayah, tingkat, tahun, umur, jenjang, jenis_kelamin, metode, vintage,
       row_number() OVER (
           PARTITION BY kode_indikator, kode_wilayah, tahun, umur, jenjang, jenis_kelamin
           ORDER BY urutan_metode, vintage DESC, metode DESC) = 1 AS berlaku,
       NULL::BIGINT AS pembilang, NULL::BIGINT AS penyebut, nilai,
       NULL::DOUBLE AS interval_bawah, NULL::DOUBLE AS interval_atas,
       'final' AS status_obs, NULL::VARCHAR AS alasan, NULL::DOUBLE AS cakupan,
       sumber AS sumber_pembilang, NULL::VARCHAR AS sumber_penyebut
FROM tunggal
