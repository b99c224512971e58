-- The different pairs of names that stand for a place in a register, the commonest first.
SELECT {place} AS tempat, nama_kecamatan, nama_kelurahan
FROM ({scan})
WHERE NOT rusak AND tempat IS NOT NULL
GROUP BY ALL ORDER BY count(*) DESC, tempat LIMIT {most}
