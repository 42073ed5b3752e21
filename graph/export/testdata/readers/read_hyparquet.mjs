// Prints the columns with their types, the rows and the sizes of the row groups of a Parquet file.
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'

const file = await asyncBufferFromFile(process.argv[2])
const metadata = await parquetMetadataAsync(file)
const columns = metadata.schema.filter(c => !c.num_children).map(c => ({
  name: c.name, type: c.type, logical: c.logical_type?.type ?? c.converted_type ?? '', repetition: c.repetition_type,
}))
const rows = await parquetReadObjects({ file })
const plain = (_, v) => typeof v === 'bigint' ? Number(v) : v
console.log(JSON.stringify({ createdBy: metadata.created_by, columns, groups: metadata.row_groups.map(g => Number(g.num_rows)), rows }, plain))
