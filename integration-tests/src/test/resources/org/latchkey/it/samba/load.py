"""Fills a domain that is not being served: load.py SMB.CONF SAM.LDB DOMAIN.LDIF PARTITION.LDB STORED.LDIF USER GROUP

What is in STORED.LDIF goes into the partition as it is, past the rules by which a controller lets nobody write it.
"""

import sys

import ldb
from samba.auth import system_session
from samba.param import LoadParm
from samba.samdb import SamDB


def load(database, file):
    with open(file, encoding="utf-8") as ldif:
        records = list(database.parse_ldif(ldif.read()))
    database.transaction_start()
    for change, message in records:
        if change == ldb.CHANGETYPE_MODIFY:
            database.modify(message)
        else:
            database.add(message)
    database.transaction_commit()


def make_primary(database, user, group):
    token = database.search(group, ldb.SCOPE_BASE, attrs=["primaryGroupToken"])[0]["primaryGroupToken"]
    message = ldb.Message(ldb.Dn(database, user))
    message["primaryGroupID"] = ldb.MessageElement(token[0], ldb.FLAG_MOD_REPLACE, "primaryGroupID")
    database.modify(message)


def main(configuration, path, domain, partition, stored, user, group):
    parameters = LoadParm()
    parameters.load(configuration)
    database = SamDB(url=path, session_info=system_session(), lp=parameters)
    load(database, domain)
    make_primary(database, user, group)
    load(ldb.Ldb(partition), stored)


main(*sys.argv[1:])
