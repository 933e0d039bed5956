"""A report of nowhere, of a few lines. Reading it loads word lists and patterns, which processes that are forked afterwards have at hand."""

from __future__ import annotations

SAMPLE = """---
place: 某县
year: 2024
---
# 某县政府工作报告

各位代表：

现在，我代表县人民政府，向大会报告工作。

## 一、上年工作回顾

地区生产总值增长3.3%，一般公共预算收入完成7.7亿元。建成清溪水厂，东岭隧道开工，投资2.2亿元的南坪产业园加快建设。城乡居民收入与经济同步增长。

## 二、今年主要任务

全年目标：地区生产总值增长4.4%左右，新增城镇就业3300人以上。

（一）抓好项目建设。实施北湾污水处理厂扩建工程，力争年内完工；推进老旧小区改造，加快数字政府建设。

（二）办好民生实事。1.新建公办幼儿园3所。2.改造农村公路33公里。

名词解释：①清单制：把任务列成清单。
""".encode()
