-- A parent whose own sel data went back gives way to the sum of its children.
DELETE FROM sisi AS s
USING jumlah_anak AS j
WHERE s.jumlah IS NULL
  AND s.kode_indikator = j.kode_indikator AND s.sisi = j.sisi AND s.umur = j.umur
  AND s.jenjang = j.jenjang AND s.sumber = j.sumber AND s.kode_wilayah = j.kode_wilayah
  AND s.tahun = j.tahun AND s.jenis_kelamin = j.jenis_kelamin
