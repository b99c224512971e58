-- Regions of one level summed into their parents, where the parent's own number is not there.
-- A sum knows how many of its children it has: what is missing makes it partial, not smaller.
WITH induk AS (
    SELECT s.kode_indikator, s.sisi, s.umur, s.jenjang, s.urutan_sumber, s.sumber,
           w.induk AS kode_wilayah, $tingkat_induk AS tingkat, s.tahun, s.jenis_kelamin,
           sum(s.jumlah)::BIGINT AS jumlah, sum(s.lubang)::BIGINT AS lubang,
           count(*)::INTEGER AS anak_ada, count(*) FILTER (WHERE s.utuh)::INTEGER AS anak_utuh,
           bit_xor(CASE WHEN s.utuh THEN hash(s.kode_wilayah) ELSE s.jejak END) AS jejak
    FROM sisi AS s
    JOIN wilayah AS w ON w.kode = s.kode_wilayah
    WHERE s.tingkat = $tingkat_anak
    GROUP BY ALL
    HAVING $tingkat_induk <> 'nasional' OR count(*) > 1  -- one province is not the nation
)
SELECT i.kode_indikator, i.sisi, i.umur, i.jenjang, i.urutan_sumber, i.sumber,
       i.kode_wilayah, i.tingkat, i.tahun, i.jenis_kelamin, i.jumlah, i.lubang,
       i.anak_utuh = w.anak AS utuh,
       i.anak_ada, i.anak_utuh, w.anak::INTEGER AS anak_semua, i.jejak
FROM induk AS i
JOIN wilayah AS w ON w.kode = i.kode_wilayah
ANTI JOIN sisi AS sendiri
    ON  sendiri.kode_indikator = i.kode_indikator AND sendiri.sisi = i.sisi
    AND sendiri.umur = i.umur AND sendiri.jenjang = i.jenjang
    AND sendiri.sumber = i.sumber AND sendiri.kode_wilayah = i.kode_wilayah
    AND sendiri.tahun = i.tahun AND sendiri.jenis_kelamin = i.jenis_kelamin
    AND sendiri.jumlah IS NOT NULL
