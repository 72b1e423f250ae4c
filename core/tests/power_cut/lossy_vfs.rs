//! A disk below SQLite that knows what was not synced yet: it wraps the default VFS, and before every write or
//! truncation notes what it overwrites, until the file is synced. So at any moment it can tell what a power cut would
//! leave: the files as they are, with all that was not synced taken back.
//!
//! What it knows is kept by thread, so tests do not disturb each other.

// SQLite calls its VFS through C function pointers.
#![allow(unsafe_code)]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Once;

use rusqlite::ffi;

/// What was not synced: the size of the file before, and the bytes that were there.
struct Unsynced {
    size: i64,
    at: i64,
    before: Vec<u8>,
}

type OnWrite = Box<dyn FnMut()>;

thread_local! {
    /// By file name, oldest first.
    static UNSYNCED: RefCell<BTreeMap<String, Vec<Unsynced>>> = const { RefCell::new(BTreeMap::new()) };
    static LYING: Cell<bool> = const { Cell::new(false) };
    static ON_WRITE: RefCell<Option<OnWrite>> = const { RefCell::new(None) };
}

/// Lets the disk say it synced when it did not, as `synchronous=OFF` would have it.
pub fn lie(lying: bool) {
    LYING.set(lying);
}

/// Calls back before each write. The callback may copy files, and must not use SQLite.
pub fn on_write(callback: Option<OnWrite>) {
    ON_WRITE.set(callback);
}

/// Writes to another folder what a power cut would leave of a database now.
pub fn after_a_power_cut(database: &Path, folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let name = database.file_name().unwrap().to_str().unwrap();
    for name in [name.to_owned(), format!("{name}-wal")] {
        let (from, to) = (database.with_file_name(&name), folder.join(&name));
        if from.exists() {
            std::fs::copy(from, &to).unwrap();
            UNSYNCED.with_borrow(|files| take_back(&to, files.get(&name).map_or(&[], Vec::as_slice)));
        }
    }
}

fn take_back(path: &Path, unsynced: &[Unsynced]) {
    let mut file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    for write in unsynced.iter().rev() {
        file.set_len(u64::try_from(write.size).unwrap()).unwrap();
        file.seek(SeekFrom::Start(u64::try_from(write.at).unwrap()))
            .unwrap();
        file.write_all(&write.before).unwrap();
    }
}

/// Makes it the VFS of all databases opened from now on.
pub fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| unsafe {
        let disk = ffi::sqlite3_vfs_find(std::ptr::null());
        let mut lossy = *disk;
        lossy.szOsFile = c_int::try_from(size_of::<LossyFile>()).unwrap();
        lossy.pNext = std::ptr::null_mut();
        lossy.zName = c"lossy".as_ptr();
        lossy.pAppData = disk.cast();
        lossy.xOpen = Some(open);
        // SQLite keeps it for as long as the process runs.
        let lossy = Box::leak(Box::new(lossy));
        assert_eq!(ffi::sqlite3_vfs_register(lossy, 1), ffi::SQLITE_OK);
    });
}

/// What SQLite takes for its file.
#[repr(C)]
struct LossyFile {
    base: ffi::sqlite3_file,
    opened: *mut Opened,
}

struct Opened {
    /// Temporary files have none, and are nobody's loss.
    name: Option<String>,
    /// Room for the file of the wrapped VFS, aligned for what it may hold.
    room: Vec<u64>,
}

unsafe fn opened<'a>(file: *mut ffi::sqlite3_file) -> &'a mut Opened {
    unsafe { &mut *(*file.cast::<LossyFile>()).opened }
}

unsafe fn inner(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    unsafe { opened(file).room.as_mut_ptr().cast() }
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    unsafe {
        let disk: *mut ffi::sqlite3_vfs = (*vfs).pAppData.cast();
        let words = usize::try_from((*disk).szOsFile)
            .unwrap()
            .div_ceil(size_of::<u64>());
        let path = (!name.is_null()).then(|| CStr::from_ptr(name).to_str().unwrap());
        let known = path.and_then(|path| Path::new(path).file_name()?.to_str());
        let mut opened = Box::new(Opened {
            name: known.map(str::to_owned),
            room: vec![0; words],
        });
        let code = (*disk).xOpen.unwrap()(disk, name, opened.room.as_mut_ptr().cast(), flags, out);
        let file = file.cast::<LossyFile>();
        // Without methods SQLite does not close it.
        (*file).base.pMethods = std::ptr::null();
        if code == ffi::SQLITE_OK {
            (*file).base.pMethods = &raw const METHODS;
            (*file).opened = Box::into_raw(opened);
        }
        code
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    unsafe {
        let inner = inner(file);
        let code = (*(*inner).pMethods).xClose.unwrap()(inner);
        drop(Box::from_raw((*file.cast::<LossyFile>()).opened));
        code
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    count: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    unsafe {
        note(file, at, at + i64::from(count));
        let inner = inner(file);
        (*(*inner).pMethods).xWrite.unwrap()(inner, bytes, count, at)
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: ffi::sqlite3_int64) -> c_int {
    unsafe {
        note(file, size, i64::MAX);
        let inner = inner(file);
        (*(*inner).pMethods).xTruncate.unwrap()(inner, size)
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    unsafe {
        if let Some(name) = &opened(file).name
            && !LYING.get()
        {
            UNSYNCED.with_borrow_mut(|files| files.remove(name));
        }
        let inner = inner(file);
        (*(*inner).pMethods).xSync.unwrap()(inner, flags)
    }
}

/// Notes what lies between two places before it is gone.
unsafe fn note(file: *mut ffi::sqlite3_file, from: i64, to: i64) {
    let Some(name) = (unsafe { &opened(file).name }) else {
        return;
    };
    ON_WRITE.with_borrow_mut(|callback| {
        if let Some(callback) = callback {
            callback();
        }
    });
    unsafe {
        let inner = inner(file);
        let methods = &*(*inner).pMethods;
        let mut size = 0;
        assert_eq!(methods.xFileSize.unwrap()(inner, &raw mut size), ffi::SQLITE_OK);
        let mut before = vec![0_u8; usize::try_from((to.min(size) - from).max(0)).unwrap()];
        if !before.is_empty() {
            let count = c_int::try_from(before.len()).unwrap();
            let read = methods.xRead.unwrap()(inner, before.as_mut_ptr().cast(), count, from);
            assert_eq!(read, ffi::SQLITE_OK);
        }
        let unsynced = Unsynced {
            size,
            at: from,
            before,
        };
        UNSYNCED.with_borrow_mut(|files| files.entry(name.clone()).or_default().push(unsynced));
    }
}

/// Methods that change nothing on the disk go straight to the file below.
macro_rules! passed_on {
    ($($name:ident as $method:ident($($argument:ident: $type:ty),*) -> $result:ty;)*) => {$(
        unsafe extern "C" fn $name(file: *mut ffi::sqlite3_file $(, $argument: $type)*) -> $result {
            unsafe {
                let inner = inner(file);
                (*(*inner).pMethods).$method.unwrap()(inner $(, $argument)*)
            }
        }
    )*};
}

passed_on! {
    read as xRead(bytes: *mut c_void, count: c_int, at: ffi::sqlite3_int64) -> c_int;
    file_size as xFileSize(size: *mut ffi::sqlite3_int64) -> c_int;
    lock as xLock(level: c_int) -> c_int;
    unlock as xUnlock(level: c_int) -> c_int;
    check_reserved_lock as xCheckReservedLock(out: *mut c_int) -> c_int;
    file_control as xFileControl(what: c_int, argument: *mut c_void) -> c_int;
    sector_size as xSectorSize() -> c_int;
    device_characteristics as xDeviceCharacteristics() -> c_int;
    shm_map as xShmMap(page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void) -> c_int;
    shm_lock as xShmLock(offset: c_int, count: c_int, flags: c_int) -> c_int;
    shm_barrier as xShmBarrier() -> ();
    shm_unmap as xShmUnmap(delete: c_int) -> c_int;
}

/// Version 2: shared memory for the WAL, no memory-mapped reading.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};
