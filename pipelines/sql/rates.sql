-- Division last: a value from a numerator and a denominator of the same sex, age, region and year.
WITH terpilih AS (
    -- one sumber per side, region and year: a whole one before a partial one, then the best
    SELECT * FROM (
        SELECT *, max(CASE WHEN jumlah IS NULL THEN 2 WHEN utuh THEN 0 ELSE 1 END) OVER (
            PARTITION BY kode_indikator, sisi, umur, jenjang, kode_wilayah, tahun, sumber
        ) AS keadaan
        FROM sisi)
    QUALIFY dense_rank() OVER (
        PARTITION BY kode_indikator, sisi, umur, jenjang, kode_wilayah, tahun
        ORDER BY keadaan, urutan_sumber) = 1
),
baris AS (
    SELECT DISTINCT t.kode_indikator, t.umur, t.jenjang, t.kode_wilayah, t.tingkat, t.tahun,
           k.jenis_kelamin, k.jk_pembilang, k.jk_penyebut, k.pengali, k.proporsi,
           k.berpenyebut, k.berselang
    FROM terpilih AS t
    JOIN keluaran AS k USING (kode_indikator)
    WHERE list_contains(k.tingkat, t.tingkat)
      AND t.jenis_kelamin = CASE t.sisi WHEN 'pembilang' THEN k.jk_pembilang ELSE k.jk_penyebut END
),
berpasangan AS (
    SELECT b.*, n.jumlah AS pembilang, d.jumlah AS penyebut,
           n.sumber AS sumber_pembilang, d.sumber AS sumber_penyebut,
           coalesce(n.utuh, true) AS n_utuh, coalesce(d.utuh, true) AS d_utuh,
           n.jejak AS n_jejak, d.jejak AS d_jejak,
           n.anak_ada, n.anak_utuh, n.anak_semua, n.lubang AS n_lubang, d.lubang AS d_lubang
    FROM baris AS b
    LEFT JOIN terpilih AS n
        ON  n.sisi = 'pembilang' AND n.kode_indikator = b.kode_indikator AND n.umur = b.umur
        AND n.jenjang = b.jenjang AND n.kode_wilayah = b.kode_wilayah AND n.tahun = b.tahun
        AND n.jenis_kelamin = b.jk_pembilang
    LEFT JOIN terpilih AS d
        ON  d.sisi = 'penyebut' AND d.kode_indikator = b.kode_indikator AND d.umur = b.umur
        AND d.jenjang = b.jenjang AND d.kode_wilayah = b.kode_wilayah AND d.tahun = b.tahun
        AND d.jenis_kelamin = b.jk_penyebut
),
bersisa AS (
    -- persons of unknown sex are in L+P only, so that L and P are each too small by some of them
    SELECT *, jenis_kelamin IN ('L', 'P')
              AND count(pembilang) FILTER (WHERE jenis_kelamin IN ('L', 'P')) OVER satu = 2
              AND sum(pembilang) FILTER (WHERE jenis_kelamin IN ('L', 'P')) OVER satu
                < max(pembilang) FILTER (WHERE jenis_kelamin = 'L+P') OVER satu AS tanpa_jk
    FROM berpasangan
    WINDOW satu AS (PARTITION BY kode_indikator, umur, jenjang, kode_wilayah, tahun)
),
dinilai AS (
    SELECT *,
        CASE WHEN pembilang IS NULL AND n_lubang > 0 THEN 'pembilang dikembalikan kepada OPD'
             WHEN pembilang IS NULL THEN 'pembilang tidak dilaporkan'
             WHEN NOT berpenyebut THEN NULL
             WHEN penyebut IS NULL AND d_lubang > 0 THEN 'penyebut dikembalikan kepada OPD'
             WHEN penyebut IS NULL THEN 'penyebut tidak dilaporkan'
             WHEN penyebut = 0 THEN 'penyebut nol'
             WHEN proporsi AND pembilang > penyebut THEN 'pembilang lebih besar daripada penyebut'
             WHEN NOT (n_utuh AND d_utuh) AND n_jejak IS DISTINCT FROM d_jejak
                 THEN 'bagian yang belum ada pada pembilang dan penyebut berbeda'
        END AS halangan,
        pembilang::DOUBLE / nullif(penyebut, 0) AS bagian,
        CASE WHEN n_utuh AND d_utuh AND tanpa_jk THEN 'ada orang yang jenis kelaminnya tidak diketahui'
             WHEN n_utuh AND d_utuh THEN NULL
             WHEN anak_semua > anak_ada
                 THEN 'baru ' || anak_ada || ' dari ' || anak_semua || ' wilayah di bawahnya melapor'
             ELSE 'ada data yang dikembalikan kepada OPD' END AS kekurangan
    FROM bersisa
)
SELECT kode_indikator, kode_wilayah, tingkat, tahun, umur, jenjang, jenis_kelamin,
       '' AS metode, '' AS vintage, true AS berlaku, pembilang, penyebut,
       CASE WHEN halangan IS NOT NULL THEN NULL
            WHEN berpenyebut THEN pengali * pembilang::DOUBLE / nullif(penyebut, 0)
            ELSE pembilang::DOUBLE END AS nilai,
       -- Wilson: how far chance alone may carry a proportion of so few
       CASE WHEN halangan IS NULL AND berselang
            THEN pengali * greatest(0, (bagian + $z * $z / (2 * penyebut)
                 - $z * sqrt(bagian * (1 - bagian) / penyebut + $z * $z / (4.0 * penyebut * penyebut)))
                 / (1 + $z * $z / penyebut)) END AS interval_bawah,
       CASE WHEN halangan IS NULL AND berselang
            THEN pengali * least(1, (bagian + $z * $z / (2 * penyebut)
                 + $z * sqrt(bagian * (1 - bagian) / penyebut + $z * $z / (4.0 * penyebut * penyebut)))
                 / (1 + $z * $z / penyebut)) END AS interval_atas,
       CASE WHEN halangan IS NOT NULL THEN 'tidak_tersedia'
            WHEN kekurangan IS NOT NULL THEN 'sebagian'
            ELSE 'final' END AS status_obs,
       coalesce(halangan, kekurangan) AS alasan,
       anak_utuh / nullif(anak_semua, 0)::DOUBLE AS cakupan,
       sumber_pembilang, sumber_penyebut
FROM dinilai
