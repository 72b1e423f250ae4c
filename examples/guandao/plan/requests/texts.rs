//! What people say, in a few words.

pub(super) fn story(matter: &str) -> &'static [&'static str] {
    match matter {
        "parking" => &["通道被车辆堵住", "固定车位被占", "电动车停在单元门口"],
        "noise" => &["夜间装修", "广场音响过大", "楼上拖动家具"],
        "leak" => &["卫生间顶部渗水", "厨房管道渗漏", "阳台雨水倒灌"],
        "lighting" => &["楼道灯不亮", "小区路灯闪烁", "车棚无照明"],
        "hygiene" => &["垃圾清运不及时", "绿化带有杂物", "楼道小广告"],
        "lift" => &["电梯停在五层", "电梯门关不上", "电梯异响"],
        "pipes" => &["下水道返水", "窨井盖松动", "管道堵塞有异味"],
        "safety" => &["楼道堆物", "飞线充电", "消防通道被占"],
        _ => &["代办老年优待证", "代交材料", "代取药品", "代缴费用"],
    }
}

pub(super) const REPLIES: &[&str] = &[
    "已到现场处理，问题解决",
    "双方已协商一致",
    "已联系物业修复，并回访",
    "已清理完毕，将加强巡查",
];
pub(super) const REPLIES_ERRAND: &[&str] = &["材料已递交，证件送到家", "已办妥，票据交还本人"];
pub(super) const REASONS_ESCALATE: &[&str] = &["需要产权单位维修", "涉及多个网格", "需要专业部门鉴定"];
pub(super) const REASONS_WITHDRAW: &[&str] = &["已自行解决", "重复提交"];
pub(super) const REASONS_REOPEN: &[&str] = &["问题又出现", "只解决了一部分"];
