-- Indicators made from values of other indicators, last of all: one value over another.
WITH pasangan AS (
    SELECT t.kode_indikator, d.kode_wilayah, d.tingkat, d.tahun, t.jenjang, t.jenis_kelamin,
           t.pengali, t.jk_pembilang, t.jk_penyebut,
           max(d.nilai) FILTER (WHERE d.jenis_kelamin = t.jk_pembilang) AS atas,
           max(d.nilai) FILTER (WHERE d.jenis_kelamin = t.jk_penyebut) AS bawah,
           max(d.alasan) FILTER (WHERE d.jenis_kelamin = t.jk_pembilang) AS alasan_atas,
           max(d.alasan) FILTER (WHERE d.jenis_kelamin = t.jk_penyebut) AS alasan_bawah,
           bool_or(d.status_obs = 'sebagian') AS sebagian,
           min(d.cakupan) AS cakupan,
           min(d.sumber_pembilang) AS sumber_pembilang, min(d.sumber_penyebut) AS sumber_penyebut
    FROM turunan AS t
    JOIN dasar AS d ON d.kode_indikator = t.dari AND d.berlaku
    WHERE d.umur = 'semua' AND d.jenjang = 'semua' AND list_contains(t.tingkat, d.tingkat)
      AND d.jenis_kelamin IN (t.jk_pembilang, t.jk_penyebut)
    GROUP BY ALL
),
dinilai AS (
    SELECT *, CASE WHEN atas IS NULL THEN 'nilai ' || jk_pembilang || ' tidak tersedia: '
                        || coalesce(alasan_atas, 'tidak dilaporkan')
                   WHEN bawah IS NULL THEN 'nilai ' || jk_penyebut || ' tidak tersedia: '
                        || coalesce(alasan_bawah, 'tidak dilaporkan')
                   WHEN bawah = 0 THEN 'nilai ' || jk_penyebut || ' nol' END AS halangan
    FROM pasangan
)
SELECT kode_indikator, kode_wilayah, tingkat, tahun, 'semua' AS umur, jenjang, jenis_kelamin,
       '' AS metode, '' AS vintage, true AS berlaku,
       NULL::BIGINT AS pembilang, NULL::BIGINT AS penyebut,
       CASE WHEN halangan IS NULL THEN pengali * atas / nullif(bawah, 0) END AS nilai,
       NULL::DOUBLE AS interval_bawah, NULL::DOUBLE AS interval_atas,
       CASE WHEN halangan IS NOT NULL THEN 'tidak_tersedia'
            WHEN sebagian THEN 'sebagian' ELSE 'final' END AS status_obs,
       coalesce(halangan, CASE WHEN sebagian THEN coalesce(alasan_atas, alasan_bawah) END) AS alasan,
       cakupan, sumber_pembilang, sumber_penyebut
FROM dinilai
