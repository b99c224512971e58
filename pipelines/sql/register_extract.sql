-- The persons that were admitted, each once.
SELECT kunci_orang, kode_wilayah, year(getvariable('acuan')) AS tahun, jenis_kelamin,
       tanggal_lahir, umur::BIGINT AS umur, status_kawin, pendidikan, pekerjaan,
       status_rekam_ktp, akta_kelahiran, kia, tanggal_pembaruan,
       {sidik} AS sidik, {berkas} AS berkas, baris
FROM dinilai
WHERE NOT ditolak AND NOT ulangan AND NOT kosong
{order}
