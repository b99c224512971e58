-- What the cells are made from: the counts of the year, and the units that have some of a measure.
SELECT sumber, ukuran, kode_wilayah, tingkat, satuan_unit, tahun, jenis_kelamin,
       umur_min, umur_max, jenjang, pendidikan, rincian, jumlah
FROM masukan
UNION ALL BY NAME
FROM unit
