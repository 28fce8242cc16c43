-- What a person has asked for on a day, for the limits of a person and a day. `day`: days since 1970 in UTC.
create table person_days (
  person text not null,
  day bigint not null,
  tasks bigint not null,
  micro_dollars bigint not null,
  primary key (person, day)
);
