//! What can be wrong with a journal or its store.

use smol_str::SmolStr;

use super::Head;
use crate::vocabulary::{CommandId, Instant, Lang, refusals::refusals};

refusals! {
    /// What can be wrong with a journal, its store or the way it is used. Unlike a refusal, none of it is recorded.
    pub enum Fault {
        /// The id was answered before, for another command.
        J401 conflict Conflict {
            /// The id.
            id: CommandId,
            /// The entry that answered it.
            sequence: u64,
        }
        en "the id `{id}` was already used for another command (entry {sequence}): send the first command unchanged, or give this one a new id"
        zh "编号 `{id}` 已用于另一条指令(第 {sequence} 条记录):请原样重发第一条指令,或为本指令另取编号"

        /// A write failed; what is in memory may not be on disk.
        J402 poisoned Poisoned {}
        en "an earlier write failed, so this handle no longer knows what is on disk: drop it and open the ward again"
        zh "此前一次写入失败,本句柄已无法确定磁盘内容:请丢弃并重新打开辖区"

        /// The ward was opened for reading.
        J403 read_only ReadOnly {}
        en "this ward was opened for reading only: open it for writing to change it"
        zh "本辖区以只读方式打开:如需修改,请以读写方式打开"

        /// There is no such file.
        J404 not_found NotFound {
            /// The path.
            path: SmolStr,
        }
        en "there is no file `{path}`: check the path, or create the ward first"
        zh "没有文件 `{path}`:请核对路径,或先创建辖区"

        /// A ward is there already.
        J405 already_exists AlreadyExists {}
        en "there is a ward here already: open it, or choose another place"
        zh "此处已有辖区:请打开它,或另选位置"

        /// The file is something else.
        J406 not_a_ward NotAWard {
            /// The path.
            path: SmolStr,
        }
        en "`{path}` is not a ward's file, or its beginning is damaged: check the path, or restore a copy"
        zh "`{path}` 不是辖区文件,或文件开头已损坏:请核对路径,或恢复备份"

        /// The file was written by a newer version of the library.
        J407 newer_format NewerFormat {
            /// The format found.
            found: i64,
            /// The newest format known.
            known: i64,
        }
        en "the file has format {found}, this version of linli reads up to {known}: update linli"
        zh "文件格式为 {found},本版 linli 最高可读 {known}:请升级 linli"

        /// Bytes are not what was written.
        J408 damaged Damaged {
            /// The entry; 0 for the file as a whole.
            sequence: u64,
            /// The column at fault.
            part: SmolStr,
        }
        en "entry {sequence} is damaged in `{part}`: restore a copy of the file; the entries before it are sound as far as they were verified"
        zh "第 {sequence} 条记录的 `{part}` 已损坏:请恢复文件备份;此前已核验的记录仍然完好"

        /// What was known of the journal is not in it.
        J409 head_missing HeadMissing {
            /// The head known.
            known: Head,
            /// The head found.
            found: Head,
        }
        en "the journal ends at {found} and does not hold {known}: entries were cut off or replaced; restore a newer copy"
        zh "台账止于 {found},其中没有 {known}:有记录被截去或替换,请恢复较新的备份"

        /// Another process has been writing for too long.
        J410 busy Busy {}
        en "another process is writing to this ward: try again"
        zh "另一进程正在写入本辖区:请重试"

        /// The disk or the database failed.
        J411 storage Storage {
            /// What it said.
            reason: SmolStr,
        }
        en "the store failed: {reason}: check that the folder is there, and the disk's space and rights, then open the ward again"
        zh "存储出错:{reason}:请检查文件夹是否存在、磁盘空间与权限,然后重新打开辖区"

        /// What fell due stays due, so settling would never end.
        J412 never_settles NeverSettles {
            /// When it fell due.
            at: Instant,
        }
        en "what fell due at {at} is still due after it was carried out: this is a fault of linli, please report it"
        zh "{at} 到期的事项办理后仍未了结:这是 linli 的缺陷,请报告"

        /// The excerpt does not lead to the head.
        J413 not_proven NotProven {
            /// The first entry that cannot be right.
            sequence: u64,
        }
        en "the excerpt does not fit the head, from entry {sequence} at the latest: something was changed, left out or added"
        zh "摘录与链首不符,最迟自第 {sequence} 条记录起:有内容被更改、遗漏或添加"

        /// The SQLite linked in has a bug that loses data.
        J414 old_sqlite OldSqlite {
            /// Its version.
            found: SmolStr,
        }
        en "SQLite {found} can lose committed data in WAL mode: link 3.51.3 or later"
        zh "SQLite {found} 在 WAL 模式下可能丢失已提交的数据:请链接 3.51.3 或更高版本"

        /// The text is no head.
        J415 not_a_head NotAHead {
            /// The text.
            found: SmolStr,
        }
        en "`{found}` is not a head: it is written as the sequence number, a colon and 64 hexadecimal digits"
        zh "`{found}` 不是链首:其写法为序号、冒号和 64 位十六进制数字"

        /// Pages of the database itself are not what SQLite wrote.
        J416 broken_file BrokenFile {
            /// What SQLite said.
            reason: SmolStr,
        }
        en "the database file itself is damaged ({reason}): restore a copy of the file; without one, `sqlite3 FILE .recover` saves what can still be read, and `verify` says up to which entry that is sound"
        zh "数据库文件本身已损坏({reason}):请恢复文件备份;若无备份,可用 `sqlite3 文件 .recover` 抢救尚可读取的内容,再用 `verify` 核验完好的记录到哪一条"

        /// Another hand took a table, or a column of it, out of the file.
        J417 not_whole NotWhole {
            /// What is missing, as SQLite says it.
            reason: SmolStr,
        }
        en "this file is not a whole linli journal ({reason}): something other than linli changed its tables; restore a copy of the file"
        zh "本文件不是完整的 linli 台账({reason}):其数据表被 linli 以外的程序改动,请恢复文件备份"

        /// The path leads to a folder.
        J418 a_folder AFolder {
            /// The path.
            path: SmolStr,
        }
        en "`{path}` is a folder, not a file: give the path of the ward's file in it, such as `{path}/ward.db`"
        zh "`{path}` 是文件夹而不是文件:请给出其中辖区文件的路径,例如 `{path}/ward.db`"
    }
}

impl core::fmt::Display for Fault {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} {}: {}", self.code(), self.name(), self.explain(Lang::En))
    }
}

impl std::error::Error for Fault {}

impl Fault {
    pub(crate) fn damaged(sequence: u64, part: &'static str) -> Self {
        Self::Damaged {
            sequence,
            part: SmolStr::new_static(part),
        }
    }
}
